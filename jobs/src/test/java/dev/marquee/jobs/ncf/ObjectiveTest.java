package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.ncf.Objective.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
  private static final int COUNT = 40;

  private final Role[] roles = new Role[COUNT];

  private static Objective objective(NcfConfig.Objective kind) {
    return new Objective(kind, NcfFixtures.config("ncf.reconstructShare=0.8"), 7);
  }

  private long count(Role role) {
    return Arrays.stream(roles).filter(role::equals).count();
  }

  private boolean isInOrder() {
    int lastGiven = Arrays.asList(roles).lastIndexOf(Role.GIVEN);
    int firstWanted = Arrays.asList(roles).indexOf(Role.WANTED);
    return lastGiven < firstWanted;
  }

  @Test
  void nextForeseesABlockAfterAPrefix() {
    Objective next = objective(NcfConfig.Objective.NEXT);
    int longest = 0;
    for (int draw = 0; draw < 200; draw++) {
      next.draw(COUNT, 0, roles);
      assertThat(isInOrder()).isTrue();
      assertThat(count(Role.WANTED)).isBetween(1L, 10L);
      assertThat(count(Role.GIVEN)).isBetween(5L, 39L);
      longest = Math.max(longest, (int) count(Role.GIVEN));
    }
    assertThat(longest).isEqualTo(39);
  }

  @Test
  void dropoutForgetsSomeOfThePrefix() {
    Objective next = objective(NcfConfig.Objective.NEXT);
    long given = 0;
    long prefix = 0;
    for (int draw = 0; draw < 400; draw++) {
      next.draw(COUNT, 0.5, roles);
      given += count(Role.GIVEN);
      prefix += Arrays.asList(roles).indexOf(Role.WANTED);
    }
    assertThat(given / (double) prefix).isBetween(0.45, 0.55);
  }

  @Test
  void reconstructHidesAShareWhereverItStands() {
    Objective reconstruct = objective(NcfConfig.Objective.RECONSTRUCT);
    long given = 0;
    int outOfOrder = 0;
    for (int draw = 0; draw < 200; draw++) {
      reconstruct.draw(COUNT, 0.5, roles);
      assertThat(count(Role.DROPPED)).isZero();
      given += count(Role.GIVEN);
      outOfOrder += isInOrder() ? 0 : 1;
    }
    assertThat(given / (200.0 * COUNT)).isBetween(0.77, 0.83);
    assertThat(outOfOrder).isGreaterThan(190);
  }

  @Test
  void mixtureDoesBoth() {
    Objective mixture = objective(NcfConfig.Objective.MIXTURE);
    int dropped = 0;
    for (int draw = 0; draw < 200; draw++) {
      mixture.draw(COUNT, 0.5, roles);
      dropped += count(Role.DROPPED) > 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(60, 140);
  }

  @Test
  void oneRatingIsForeseenFromNothing() {
    objective(NcfConfig.Objective.NEXT).draw(1, 0.5, roles);

    assertThat(roles[0]).isEqualTo(Role.WANTED);
  }
}

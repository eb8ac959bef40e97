package dev.marquee.evaluation;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports go one way: data, then jobs and serving, which never see each other, then evaluation. */
@AnalyzeClasses(packages = "dev.marquee", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DATA = "dev.marquee.data..";
  private static final String JOBS = "dev.marquee.jobs..";
  private static final String SERVING = "dev.marquee.serving..";
  private static final String EVALUATION = "dev.marquee.evaluation..";

  /** What measures and reports, whatever is measured. */
  private static final String[] JUDGES = {
    "..evaluation.split..",
    "..evaluation.ranking..",
    "..evaluation.metrics..",
    "..evaluation.statistics..",
    "..evaluation.protocol..",
    "..evaluation.report.."
  };

  @ArchTest
  static final ArchRule dataSeesNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(DATA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JOBS, SERVING, EVALUATION);

  @ArchTest
  static final ArchRule dataKnowsNeitherSparkNorDjl =
      noClasses()
          .that()
          .resideInAPackage(DATA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "com.johnsnowlabs..", "ai.djl..");

  @ArchTest
  static final ArchRule jobsSeeOnlyData =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVING, EVALUATION);

  @ArchTest
  static final ArchRule servingSeesOnlyData =
      noClasses()
          .that()
          .resideInAPackage(SERVING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              JOBS, EVALUATION, "org.apache.spark..", "com.johnsnowlabs..", "ai.djl..");

  @ArchTest
  static final ArchRule snapshotReadingKnowsOnlyTheContractAndParquet =
      classes()
          .that()
          .resideInAPackage("dev.marquee.serving.snapshot..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.marquee.serving.snapshot..",
              DATA,
              "org.apache.parquet..",
              "org.xerial.snappy..",
              "org.apache.hadoop..",
              "java..");

  @ArchTest
  static final ArchRule rankingKnowsOnlySnapshots =
      classes()
          .that()
          .resideInAPackage("dev.marquee.serving.recommend..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.marquee.serving.recommend..", "dev.marquee.serving.snapshot..", DATA, "java..");

  @ArchTest
  static final ArchRule whatIsServedKnowsNoHttp =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.marquee.serving.events..",
              "dev.marquee.serving.live..",
              "dev.marquee.serving.search..",
              "dev.marquee.serving.session..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.marquee.serving.http..",
              "dev.marquee.serving.api..",
              "dev.marquee.serving.guard..",
              "dev.marquee.serving.app..",
              "io.javalin..",
              "org.eclipse.jetty..");

  /** Endpoints meet HTTP only through their declarations. */
  @ArchTest
  static final ArchRule endpointsKnowNoServer =
      noClasses()
          .that()
          .resideInAPackage("dev.marquee.serving.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "dev.marquee.serving.app..");

  @ArchTest
  static final ArchRule onlyBaselinesTrainWithSparkInTheEvaluation =
      noClasses()
          .that()
          .resideInAnyPackage(JUDGES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "com.johnsnowlabs..", "ai.djl..");

  /** What judges knows nothing of what is judged. */
  @ArchTest
  static final ArchRule protocolsAndReportsKnowNoModel =
      noClasses()
          .that()
          .resideInAnyPackage(JUDGES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..evaluation.baseline..", SERVING);

  @ArchTest
  static final ArchRule metricsKnowNoProtocol =
      noClasses()
          .that()
          .resideInAnyPackage("..evaluation.metrics..", "..evaluation.statistics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..evaluation.protocol..", "..evaluation.report..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.marquee.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule stagesMeetOnlyThroughTables =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..jobs.ingest..",
              "..jobs.tfidf..",
              "..jobs.embed..",
              "..jobs.similar..",
              "..jobs.popularity..",
              "..jobs.ncf..",
              "..jobs.publish..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("..jobs.nightly..")
                  .or(resideInAPackage("..jobs.cli.."))
                  .or(resideInAPackage("..jobs.recommend..")));

  /** Closed forms on arrays: they run in any task, and outside Spark as well. */
  @ArchTest
  static final ArchRule linearModelsKnowOnlyArrays =
      classes()
          .that()
          .resideInAPackage("..jobs.linear..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "..jobs.linear..", "java..", "dev.ludovic.netlib..", "org.netlib.util..");

  @ArchTest
  static final ArchRule onlyTheContractNamesATable =
      classes().that(new TableSubclass()).should().resideInAPackage("dev.marquee.data");

  /** A class that declares a table. */
  private static final class TableSubclass
      extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
    TableSubclass() {
      super("declare a table");
    }

    @Override
    public boolean test(JavaClass candidate) {
      return candidate.isAssignableTo("dev.marquee.data.Table");
    }
  }
}

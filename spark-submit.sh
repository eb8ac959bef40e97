#!/usr/bin/env bash
# The one entry to every batch job. Options before the job's name go to Spark:
#   ./spark-submit.sh [SPARK OPTIONS] [JOB] [JOB OPTIONS]
# With SPARK_HOME set, that installation's spark-submit runs the job. Without, Spark runs from
# Maven's jars in local[*]; what needs building is built first.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="$root/jobs/target"
main_class=dev.marquee.jobs.cli.Main

fail() {
  echo "error: $*" >&2
  exit 1
}

# Java 17: JAVA_HOME first, then PATH.
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
command -v "$java" >/dev/null 2>&1 ||
  fail "no java at '$java': install a JDK 17 and set JAVA_HOME to it"
java_version="$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)"
[ "$java_version" = 17 ] ||
  fail "'$java' is Java ${java_version:-unknown}, expected 17: set JAVA_HOME to a JDK 17"

# A module's small jar, as this version of the build names it.
find_jar() {
  [ ! -d "$root/$1/target" ] || find "$root/$1/target" -maxdepth 1 -name "marquee-$1-*.jar" \
    ! -name '*-all.jar' ! -name 'original-*' -print -quit
}

# Whether a jar exists and no source of these modules is newer.
is_built() {
  local jar="$1" module sources=("$root/pom.xml" "$root/conf/local.conf")
  shift
  for module in "$@"; do sources+=("$root/$module/pom.xml" "$root/$module/src/main"); done
  [ -f "$jar" ] && [ -z "$(find "${sources[@]}" -newer "$jar" -print -quit)" ]
}

# Builds a module and what it needs: quietly, with one line of progress; Maven's log is shown only
# when it fails.
build() {
  local module="$1"
  shift
  command -v mvn >/dev/null 2>&1 ||
    fail "mvn is not on the PATH: install Maven 3.8 or newer to build Marquee"
  command -v "${java}c" >/dev/null 2>&1 ||
    fail "no javac beside '$java': expected a JDK 17, not a runtime"
  local log="$target/build.log" started=$SECONDS
  mkdir -p "$target"
  echo "building Marquee (the first time Maven downloads about 600 MB); log: $log" >&2
  (cd "$root" && exec mvn -B -pl "$module" -am package -DskipTests \
    -Dspotless.check.skip=true -DskipServiceJar=true "$@") \
    >"$log" 2>&1 &
  local maven=$!
  trap 'kill "$maven" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$maven" 2>/dev/null; do
    [ -t 2 ] && printf '\r  %d s  %.60s\033[K' $((SECONDS - started)) \
      "$(grep -aE '^\[INFO\] (---|Building)|^Progress|^Download' "$log" | tail -n 1)" >&2
    sleep 1
  done
  trap - INT TERM
  [ -t 2 ] && printf '\r\033[K' >&2
  if ! wait "$maven"; then
    grep -a '^\[ERROR\]' "$log" | head -n 15 >&2 || true
    fail "the build failed; the whole log is in $log"
  fi
  echo "built in $((SECONDS - started)) s" >&2
}

# Splits the arguments at the job's name; every Spark option but the flags has a value.
spark_options=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help | --version) break ;;
    -v | --verbose | --supervise | --*=*)
      spark_options+=("$1")
      shift
      ;;
    -*)
      [ $# -ge 2 ] || fail "Spark option $1 lacks its value"
      spark_options+=("$1" "$2")
      shift 2
      ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || set -- nightly

export MARQUEE_HOME="${MARQUEE_HOME:-$root}"

# The evaluation's commands stand beside the jobs': their jars travel with them alone.
module=jobs
modules=(data jobs)
case "$1" in
  evaluate | fit-weights | ablation | help | -h | --help)
    module=evaluation
    modules=(data jobs serving evaluation)
    ;;
esac
add_evaluation_jars() {
  local i jars
  [ "$module" = evaluation ] || return 0
  jars="$(find_jar evaluation),$(cat "$root/evaluation/target/classpath.txt")"
  for ((i = 0; i + 1 < ${#spark_options[@]}; i++)); do
    if [ "${spark_options[i]}" = --jars ]; then
      spark_options[i + 1]+=",$jars"
      return
    fi
  done
  spark_options+=(--jars "$jars")
}
is_module_built() {
  is_built "$1" data jobs &&
    { [ "$module" = jobs ] || is_built "$(find_jar evaluation)" "${modules[@]}"; }
}

if [ -n "${SPARK_HOME:-}" ]; then
  [ -x "$SPARK_HOME/bin/spark-submit" ] ||
    fail "SPARK_HOME is '$SPARK_HOME', but '$SPARK_HOME/bin/spark-submit' cannot be run"
  jar="$target/marquee-jobs-all.jar"
  if ! is_module_built "$jar"; then
    build "$module"
    touch "$jar" "$(find_jar "$module")" # Maven leaves a jar alone whose classes did not change.
  fi
  add_evaluation_jars
  exec "$SPARK_HOME/bin/spark-submit" ${spark_options[@]+"${spark_options[@]}"} \
    --class "$main_class" "$jar" "$@"
fi

# No installation: a Spark home made of links to Maven's jars, started as bin/spark-submit does.
jar="$(find_jar jobs)"
if ! is_module_built "$jar"; then
  build "$module" -DskipJobJar=true
  jar="$(find_jar jobs)"
  touch "$jar" "$(find_jar "$module")" # Maven leaves a jar alone whose classes did not change.
fi
add_evaluation_jars
export SPARK_HOME="$target/spark"
if [ ! "$SPARK_HOME" -nt "$target/classpath.txt" ]; then
  rm -rf "$SPARK_HOME"
  mkdir -p "$SPARK_HOME/jars"
  tr ':' '\n' <"$target/classpath.txt" | while IFS= read -r library || [ -n "$library" ]; do
    ln -s "$library" "$SPARK_HOME/jars/"
  done
fi

export SPARK_CONF_DIR="${SPARK_CONF_DIR:-$root/conf}"
export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
export SPARK_SCALA_VERSION=2.12

# Spark's launcher turns options and defaults into the driver's command line: after an empty first
# item and a line end, the words of the command, each ended by a zero byte.
command_line=()
while IFS= read -r -d '' word; do
  command_line+=("${word#$'\n'}")
done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
  org.apache.spark.deploy.SparkSubmit ${spark_options[@]+"${spark_options[@]}"} \
  --class "$main_class" "$jar" "$@")
[ ${#command_line[@]} -gt 1 ] || fail "Spark did not accept the options: ${spark_options[*]-}"
exec "${command_line[@]:1}"

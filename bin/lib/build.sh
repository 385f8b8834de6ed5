# What bin/drill, bin/cognito-dr and bin/cdk-app share: whether a jar has to be built, and building it. To be sourced, at the project's root.

# stale JAR MODULE... : whether the jar is missing, or older than the poms and sources of what it is made of.
stale() {
    local jar=$1 module
    shift
    [ -f "$jar" ] || return 0
    [ pom.xml -nt "$jar" ] && return 0
    for module in "$@"; do
        [ -n "$(find "$module/pom.xml" "$module/src/main" -newer "$jar" -print -quit)" ] && return 0
    done
    return 1
}

stale_functions() {
    stale replicate-lambda/target/replicate-lambda.jar packaging user-pool replicate-lambda ||
        stale backup-lambda/target/backup-lambda.jar packaging user-pool backup-lambda
}

# build MODULES JAR... : packages the modules (a,b,c) without their tests. What Maven prints goes to standard error.
build() {
    local modules=$1 jar
    shift
    command -v "${MVN:-mvn}" > /dev/null || {
        echo "No mvn found: install Maven, 3.8 or newer, or set MVN." >&2
        return 1
    }
    "${MVN:-mvn}" -B -q -DskipTests -pl "$modules" -am package >&2 || return 1
    # A jar whose content did not change keeps its time, and would be built again each time.
    touch "$@"
}

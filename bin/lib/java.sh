# What bin/drill, bin/cognito-dr and bin/benchmark share: finding a Java, and starting one of the sandbox's commands. To be sourced; the
# caller defines fail MESSAGE.

# Prints the version of a Java, such as 17, or nothing.
java_version() {
    "$1" -XshowSettings:properties -version 2>&1 | awk '$1 == "java.specification.version" { print $3 }'
}

require_linux() {
    [ "$(uname -s)" = Linux ] ||
        fail "AWS's Lambda runtime client runs on Linux only, this is $(uname -s): use a container or a virtual machine."
}

# find_java WHO : sets java and version, to JAVA_HOME's or the one on the PATH.
find_java() {
    java=java
    [ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
    command -v "$java" > /dev/null || fail "no java found: install a JDK, 17 or newer, or set JAVA_HOME."
    version=$(java_version "$java")
    case $version in
        '' | *[!0-9]*) fail "$java is too old (${version:-unknown}): the $1 needs a JDK, 17 or newer." ;;
    esac
    [ "$version" -ge 17 ] || fail "$java is version $version: the $1 needs a JDK, 17 or newer."
}

# The directory of the JDK or JRE that a java belongs to.
java_home() {
    dirname "$(dirname "$(readlink -f "$(command -v "$1")")")"
}

require_compiler() {
    [ -x "$(java_home "$java")/bin/javac" ] || fail "$java belongs to no JDK: building needs a JDK, 17 or newer."
}

# Sets server_options to what the servers in the sandbox use, and newer Javas warn of.
find_server_options() {
    server_options=()
    [ "$version" -ge 22 ] && server_options+=(--enable-native-access=ALL-UNNAMED)
    [ "$version" -ge 23 ] && server_options+=(--sun-misc-unsafe-memory-access=allow)
    return 0
}

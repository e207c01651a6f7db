# Sourced by the start scripts, of the source tree and of packages alike: finds Java and starts the product in $home.

fail() {
  echo "loupe: $*" >&2
  exit 4
}

# Asking the JVM itself would cost as much time as starting it.
java_version() {
  java_release=$(dirname "$(dirname "$(readlink -f "$1")")")/release
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_release" 2>/dev/null || :)
  [ -n "$version" ] || version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

# A package may bring its own; the source tree has none.
find_java() {
  java=$home/jre/bin/java
  [ -x "$java" ] || java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  [ -n "$java" ] || java=$(command -v java || :)
  [ -n "$java" ] && [ -x "$java" ] ||
    fail "found no Java${JAVA_HOME:+ at $java}; install JDK 17 or newer, or let JAVA_HOME name one"
  java_major=$(java_version "$java")
  [ "$java_major" -ge 17 ] ||
    fail "found Java $java_major at $java, expected 17 or newer; let JAVA_HOME name one"
}

start() {
  set -- "-Dloupe.home=$home" -cp "$home/lib/*" org.loupe.launcher.Main "$@"
  # The optimising compiler takes half of the processor time of a start; what runs long is still optimised.
  set -- -XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 \
    -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000 "$@"
  # Java asks the system's list of users, which in containers may not know this one; SWT unpacks its library there.
  [ -z "${HOME:-}" ] || set -- "-Duser.home=$HOME" "$@"
  # The canvas paints into pixels of its own; AWT must never look for a display beside SWT.
  set -- -Djava.awt.headless=true "$@"
  # SWT complains on the terminal where there is no desktop session to register with.
  set -- -Dorg.eclipse.swt.internal.SessionManagerDBus.disable=1 "$@"
  # Newer Java warns on the terminal about libraries that load native code.
  [ "$java_major" -lt 22 ] || set -- --enable-native-access=ALL-UNNAMED "$@"
  # On macOS windows belong to the first thread.
  [ "$(uname)" != Darwin ] || set -- -XstartOnFirstThread "$@"
  # Elsewhere Java finds no file, its own neither, in a folder whose name has letters beyond ASCII.
  [ "$(locale charmap 2>/dev/null || :)" = UTF-8 ] || [ "$(uname)" = Darwin ] || export LC_ALL=C.UTF-8
  # GTK complains on the terminal where no accessibility bus runs.
  export NO_AT_BRIDGE="${NO_AT_BRIDGE:-1}"
  # cuDNN would round the inputs of recurrent layers to TF32, after which gradients are wrong in the third digit.
  export NVIDIA_TF32_OVERRIDE="${NVIDIA_TF32_OVERRIDE:-0}"
  exec "$java" "$@"
}

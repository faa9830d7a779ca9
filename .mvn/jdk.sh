# Sets JAVA_HOME to a JDK 25 or newer: the caller's own if it is new enough, otherwise the
# first one installed where packages and version managers put them. Sourced by mvnw and vecstore.
jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  if command -v javac >/dev/null 2>&1; then
    dirname "$(dirname "$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)")"
  fi
  set +f
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.jenv/versions/*; do
    [ ! -d "$home/bin" ] || printf '%s\n' "$home"
  done
}

found_jdk=$(jdk_candidates | while IFS= read -r home; do
  major=$(jdk_major "$home")
  if [ "${major:-0}" -ge 25 ]; then
    printf '%s\n' "$home"
    break
  fi
done)
if [ -z "$found_jdk" ]; then
  echo "vecstore needs a JDK 25 or newer and found none: install one (for example from https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
fi
JAVA_HOME=$found_jdk
export JAVA_HOME

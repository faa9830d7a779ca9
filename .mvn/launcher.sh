# What ./vecstore and ./bench share, sourced by both: builds a module when the sources changed, then starts
# its jar in the caller's working directory. Expects $root, the folder of the checkout; call
#   launch NAME MODULE JAR [JAVA-OPTION ...] -- ARGUMENT ...
# NAME begins each message; JAR lies in the target folder of MODULE.

# The stamp carries the time at which the last good build began. Folders count as sources too:
# a folder's time tells of a deleted file.
sources_changed() {
  [ -e "$root/$module/src" ] || return 1
  [ -e "$stamp" ] && [ -e "$jar" ] || return 0
  newer=$(find "$root/pom.xml" "$root"/vecstore-*/pom.xml "$root"/vecstore-*/src/main "$root/vecstore-core/src/test" \
    -newer "$stamp" 2>/dev/null | head -n 1)
  [ -n "$newer" ]
}

# The lock is a symbolic link to a process id: made and labelled in one atomic step.
acquire_lock() {
  told=
  until ln -s $$ "$lock" 2>/dev/null; do
    remove_stale_lock
    if [ -z "$told" ] && owner=$(readlink "$lock"); then
      echo "$name: waiting for the build of process $owner; if there is none, remove $lock" >&2
      told=yes
    fi
    sleep 1
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# One process at a time judges the lock, or a slow judge would remove its successor's.
remove_stale_lock() {
  mkdir "$lock.check" 2>/dev/null || return 0
  if owner=$(readlink "$lock") && ! kill -0 "$owner" 2>/dev/null; then
    rm -f "$lock"
  fi
  rmdir "$lock.check"
}

release_lock() {
  rm -f "$lock"
  trap - EXIT INT TERM HUP
}

build() {
  echo "$name: building (first run or sources changed); the log is $log" >&2
  touch "$stamp.new"
  if ! (cd "$root" && ./mvnw -q -B -ntp package -DskipTests -pl "$module" -am) \
    >"$log" 2>&1 </dev/null; then
    echo "$name: the build failed; the whole log is $log" >&2
    { grep '^\[ERROR\] *[^ ]' "$log" || tail -n 10 "$log"; } | sed '/\[Help 1\]/q' | head -n 10 >&2
    exit 1
  fi
  mv "$stamp.new" "$stamp"
}

build_if_changed() {
  sources_changed || return 0
  if ! mkdir -p "$target" || ! [ -w "$target" ]; then
    echo "$name: cannot build, because $target is not writable: make it writable or build it as its owner." >&2
    exit 1
  fi
  acquire_lock
  if sources_changed; then build; fi
  release_lock
}

launch() {
  name=$1
  module=$2
  target=$root/$module/target
  jar=$target/$3
  stamp=$target/launcher.stamp
  log=$target/launcher-build.log
  lock=$target/launcher.lock
  shift 3
  # shellcheck source=.mvn/jdk.sh
  . "$root/.mvn/jdk.sh"
  build_if_changed
  if ! [ -e "$jar" ]; then
    echo "$name: $jar is missing and there are no sources to build it from: use a complete checkout." >&2
    exit 1
  fi
  start "$@"
}

# Moves -jar between the options of the JVM and the arguments, where -- stands.
start() {
  count=$#
  seen=
  while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    if [ -z "$seen" ] && [ "$argument" = -- ]; then
      seen=yes
      set -- "$@" -jar "$jar"
    else
      set -- "$@" "$argument"
    fi
  done
  exec "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED "$@"
}

# Sourced by product/loupe and releng/test: what Loupe needs of the operating system beyond Java.
#
#   require_system_packages gtk       GTK 3 and a font, to open windows
#                           display   a display of its own with a window manager, to test windows
#                           browser   a browser, to test what people open in one
#
# Installs what is missing where that is allowed (root, with apt); otherwise prints the line to run
# and returns 1.

# Prints the packages that a need lacks, nothing where all is there.
missing_system_packages() {
  case $1 in
    gtk)
      PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep 'libgtk-3\.so\.0' >/dev/null ||
        echo libgtk-3-0
      [ -n "$(find /usr/share/fonts -name '*.[ot]tf' 2>/dev/null | head -n 1)" ] ||
        echo fonts-dejavu-core
      ;;
    display)
      command -v Xvfb >/dev/null || echo xvfb
      command -v xauth >/dev/null || echo xauth
      command -v openbox >/dev/null || echo openbox
      ;;
    browser) command -v chromium >/dev/null || echo chromium ;;
    *) echo "$1" ;;
  esac
}

require_system_packages() {
  # Unquoted, so that nothing but blanks becomes nothing at all.
  set -- $(for need in "$@"; do missing_system_packages "$need"; done)
  [ $# -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $*" >&2
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq update >&2 &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq install --yes --no-install-recommends "$@" >&2 &&
      return 0
  fi
  echo "Missing: $*. Install with: sudo apt-get install --yes $*" >&2
  return 1
}

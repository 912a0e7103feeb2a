#!/bin/sh
# Runs exiftool within 600 MB: a few kilobytes of compressed text in a picture can ask for a hundred times that.
ulimit -v 600000
exec perl "$EXIFTOOL_SCRIPT" "$@"

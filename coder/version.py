"""The version of the package, in the one place where the build reads it too."""

VERSION = "0.1.0"

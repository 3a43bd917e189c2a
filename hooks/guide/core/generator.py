"""What the commands that stand apart from a build need of the generator: reading mkdocs.yml.

ProperDocs, MkDocs' successor, answers to the name `mkdocs` within its own builds; where MkDocs is
not installed, it is asked to do so here too.
"""

from importlib import import_module
from importlib.util import find_spec

if not find_spec("mkdocs"):
    import_module("properdocs.replacement")

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

__all__ = ["ConfigurationError", "yaml_load"]

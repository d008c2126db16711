"""kyoten: the evaluation sheets of Yokohama's child-rearing support hubs, from PDF to clean datasets."""

__version__ = "0.1.0"

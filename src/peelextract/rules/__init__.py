"""Rules as data: the models that rule files must satisfy, and the reading of them."""

"""The room of the running text: the numbers that sentences say (mentions) and the names that they call (entities)."""

from pipeline.prose.entities import entities_of
from pipeline.prose.linked import contradictions_of, mentions_of
from pipeline.prose.lookalikes import lookalikes_of
from pipeline.prose.model import Entity, FactKey, Mention, NumberRelation

__all__ = ["Entity", "FactKey", "Mention", "NumberRelation", "contradictions_of", "entities_of", "lookalikes_of", "mentions_of"]

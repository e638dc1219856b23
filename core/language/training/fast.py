"""Matrix products by NumPy while training.

thinc multiplies with its own BLIS build, which is several times slower than NumPy's OpenBLAS on some
processors. Only training is changed; the saved model does not know of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps, set_current_ops

_Array = np.ndarray[Any, np.dtype[np.float32]]


class BlasOps(NumpyOps):  # type: ignore[misc]  # thinc has no types for it
    """thinc's operations on NumPy arrays, with NumPy's matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y``, either transposed first."""
        left: _Array = x.T if trans1 else x
        right: _Array = y.T if trans2 else y
        if out is None:
            return left @ right
        np.matmul(left, right, out=out)
        return out


def use_numpy_products() -> None:
    """Use NumPy's matrix product for every model made from now on."""
    set_current_ops(BlasOps())

"""The public interface for programs: read only, without keys, nothing personal beyond public names.

Apps describe what they offer as `Endpoint`s; `nnirr_site.urls` puts them together to an `Api`.
"""

from nnirr_site.api.endpoints import BadQuery, Endpoint, Parameter, page_results
from nnirr_site.api.routes import Api

__all__ = ["Api", "BadQuery", "Endpoint", "Parameter", "page_results"]

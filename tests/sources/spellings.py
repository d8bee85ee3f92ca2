"""One table of how people write identifiers: for each key what is read as it, in Python and by the page's search."""

from __future__ import annotations

from collections.abc import Mapping

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "doi:10.5555/one.2": (
        "10.5555/one.2", "10.5555/ONE.2", "doi:10.5555/one.2", "DOI: 10.5555/one.2", "doi 10.5555/One.2",
        "https://doi.org/10.5555/one.2", "http://dx.doi.org/10.5555/ONE.2", "https://www.doi.org/10.5555/one.2",
        "doi.org/10.5555/one.2", "https://doi.org/10.5555%2Fone.2", "10.5555%2fone.2", "10.5555/one.2.", "10.5555/one.2;",
        "(10.5555/one.2)", "<https://doi.org/10.5555/one.2>", "“10.5555/one.2”", "10.5555/one.2\u200b", "\u00a010.5555/one.2\u00a0",
        "10.5555/\u00adone.2", "https://doi.org/10.5555/one.2?utm_source=x", "10.5555/one.2?utm_medium=y&utm_source=x",
        "https://identifiers.org/doi:10.5555/one.2", "https://bioregistry.io/doi/10.5555/one.2",
        "https://www.example.org/doi/full/10.5555/one.2", "https://example.org/doi/10.5555/one.2?journalCode=x",
    ),
    "doi:10.5555/0002-9513(97)11096-0": (
        "10.5555/0002-9513(97)11096-0", "(10.5555/0002-9513(97)11096-0)", "https://doi.org/10.5555/0002-9513%2897%2911096-0",
    ),
    "doi:10.5555/(sici)1096(199601)99:1<1::aid-ajpa1>3.0.co;2-1": (
        "10.5555/(SICI)1096(199601)99:1<1::AID-AJPA1>3.0.CO;2-1",
        "https://doi.org/10.5555/%28SICI%291096%28199601%2999%3A1%3C1%3A%3AAID-AJPA1%3E3.0.CO%3B2-1",
        "https://doi.org/10.5555/(SICI)1096(199601)99:1%3C1::AID-AJPA1%3E3.0.CO;2-1",
    ),
    "pmid:9999997": (
        "PMID:9999997", "PMID: 9999997", "PMID9999997", "pmid 9999997", "PMID:9999997.", "pubmed:9999997", "PubMed 9999997",
        "MEDLINE:9999997", "https://pubmed.ncbi.nlm.nih.gov/9999997/", "pubmed.ncbi.nlm.nih.gov/9999997",
        "https://pubmed.ncbi.nlm.nih.gov/?term=9999997", "https://www.ncbi.nlm.nih.gov/pubmed/9999997",
        "http://ncbi.nlm.nih.gov/pubmed/9999997?dopt=Abstract", "https://www.ncbi.nlm.nih.gov/m/pubmed/9999997/",
        "https://www.ncbi.nlm.nih.gov/pubmed/?term=9999997", "https://europepmc.org/article/MED/9999997",
        "https://europepmc.org/abstract/MED/9999997", "http://europepmc.org/abstract/med/9999997",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/9999997/", "https://identifiers.org/pubmed:9999997",
    ),
    "pmc:PMC9999991": (
        "PMC9999991", "pmc9999991", "pmc:PMC9999991", "PMCID: PMC9999991", "PMC9999991.1",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9999991/", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9999991",
        "https://europepmc.org/article/PMC/PMC9999991", "https://europepmc.org/articles/pmc9999991?pdf=render",
    ),
    "clinicaltrials:NCT99999990": (
        "NCT99999990", "nct99999990", "clinicaltrials:NCT99999990", "ClinicalTrials.gov: NCT99999990",
        "https://clinicaltrials.gov/study/NCT99999990", "https://www.clinicaltrials.gov/ct2/show/NCT99999990?term=x",
        "clinicaltrials.gov/show/NCT99999990", "https://classic.clinicaltrials.gov/ct2/show/results/NCT99999990",
    ),
    "euclinicaltrials:2099-999999-99": (
        "2099-999999-99", "EudraCT: 2099-999999-99", "EudraCT number 2099-999999-99", "euclinicaltrials:2099-999999-99",
    ),
    "isrctn:ISRCTN99999999": ("ISRCTN99999999", "isrctn99999999", "isrctn:ISRCTN99999999"),
    "isbn:9781861972712": (
        "978-1-86197-271-2", "ISBN 978-1-86197-271-2", "isbn:9781861972712", "ISBN-13: 978-1-86197-271-2", "9781861972712",
    ),
    "arxiv:9901.00007": (
        "arXiv:9901.00007", "arxiv:9901.00007v2", "https://arxiv.org/abs/9901.00007", "https://arxiv.org/pdf/9901.00007v3.pdf",
        "10.48550/arXiv.9901.00007", "https://doi.org/10.48550/ARXIV.9901.00007",
    ),
    "google.patent:US9999999B2": (
        "US9999999B2", "patent:US9999999B2", "https://patents.google.com/patent/US9999999B2/en",
    ),
    "https://example.org/a/page?id=7": (
        "https://example.org/a/page?id=7", "http://www.example.org/a/page/?id=7", "https://EXAMPLE.org:443/a/page?id=7#top",
        "https://example.org/a/page?utm_source=mail&id=7&fbclid=x", "https://example.org/a/page?id=7.",
    ),
}  # fmt: skip

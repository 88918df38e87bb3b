"""Tables are sequences, and columns for whoever reads Arrow or pandas."""

from __future__ import annotations

import pickle

import pytest

import fazhi as fz
from fazhi.tables import Table

TABLES = ["figures", "relations", "citations", "sections", "blocks", "sentences", "contents"]


def tables(a: fz.Assessment) -> list:
    return [*(getattr(a.report, name) for name in TABLES), a.findings, a.scorecard.results]


def test_a_table_is_a_sequence(report: fz.Report) -> None:
    figures = report.figures
    assert len(figures) == len(list(figures)) > 5
    assert figures[-1] == figures[len(figures) - 1]
    assert [f.index for f in figures[1:4]] == [1, 2, 3]
    assert [f.index for f in figures[::-1]] == list(range(len(figures)))[::-1]
    assert figures[2] in figures
    assert figures.index(figures[2]) == 2
    assert figures[1:4][1:] == figures[2:4]
    assert not figures[:0]
    with pytest.raises(IndexError):
        figures[len(figures)]
    with pytest.raises(TypeError, match="has no names"):
        figures["件"]


def test_where(report: fz.Report) -> None:
    figures = report.figures
    unit = figures[0].unit
    assert list(figures.where(unit=unit)) == [f for f in figures if f.unit == unit]
    large = figures.where(value=lambda v: v > 100)
    assert list(large) == [f for f in figures if f.value > 100]
    assert list(figures.where(approx=("over", "about"))) == [f for f in figures if f.approximation in ("over", "about")]
    path = next(f.section.path for f in figures if f.section)
    assert all(f.section.path == path for f in figures.where(section=path))
    assert figures.where(unit=unit).where(value=figures[0].value)[0] == figures[0]
    with pytest.raises(fz.OptionError, match="did you mean 'unit'"):
        figures.where(units="件")


def test_columns_have_a_row_each(assessment: fz.Assessment) -> None:
    for table in tables(assessment):
        columns = table.to_dict()
        assert {len(values) for values in columns.values()} == {len(table)}
    figures = assessment.report.figures
    columns = figures.to_dict()
    wanted = ["value", "low", "high", "unit", "approx", "subject", "section", "start", "end", "quote"]
    assert [name for name in columns if name in wanted] == wanted
    assert columns["quote"] == [f.quote for f in figures]
    assert columns["exact"] == [f.value_text for f in figures]
    assert columns["value"] == [float(f.value) for f in figures]
    assert columns["section"] == [f.section.path if f.section else None for f in figures]


def test_pandas(assessment: fz.Assessment) -> None:
    pytest.importorskip("pandas")
    for table in tables(assessment):
        frame = table.to_pandas()
        assert frame.shape == (len(table), len(table.to_dict()))
    frame = assessment.report.figures.to_pandas()
    assert frame["value"].dtype == "float64"
    assert frame["start"].dtype == "int64"
    assert frame.loc[0, "quote"] == assessment.report.figures[0].quote
    assert list(assessment.report.figures[:0].to_pandas().columns) == list(frame.columns)


def test_polars(assessment: fz.Assessment) -> None:
    pl = pytest.importorskip("polars")
    for table in tables(assessment):
        assert pl.DataFrame(table).to_dict(as_series=False) == table.to_dict()
        assert pl.DataFrame(table[:0]).height == 0


def test_pyarrow(assessment: fz.Assessment) -> None:
    pa = pytest.importorskip("pyarrow")
    for table in tables(assessment):
        read = pa.table(table)
        read.validate(full=True)
        assert read.to_pydict() == table.to_dict()


def test_duckdb(report: fz.Report) -> None:
    duckdb = pytest.importorskip("duckdb")
    figures = report.figures
    with duckdb.connect() as connection:
        connection.register("figures", figures)
        rows = connection.execute("select count(*), max(value) from figures").fetchall()
    assert rows == [(len(figures), float(max(f.value for f in figures)))]


def test_a_stream_outlives_its_report(text: str) -> None:
    pa = pytest.importorskip("pyarrow")
    reader = pa.RecordBatchReader.from_stream(fz.parse(text).figures)
    batch = reader.read_next_batch()
    quotes = batch.column("quote")
    del batch, reader
    assert quotes.to_pylist() == [f.quote for f in fz.parse(text).figures]


def test_a_stream_that_nobody_reads_is_released(report: fz.Report) -> None:
    for _ in range(100):
        capsule = report.figures.__arrow_c_stream__()
        assert "arrow_array_stream" in repr(capsule)


def test_sentences_are_a_table(report: fz.Report) -> None:
    sentences = report.sentences
    assert isinstance(sentences, Table)
    assert sentences[0].index == 0
    assert sentences[0] == sentences[:3][0]
    assert pickle.loads(pickle.dumps(sentences[1])) == sentences[1]
    assert list(sentences.to_dict()) == ["text", "start", "end"]
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    frame = sentences.to_pandas()
    assert frame["text"].tolist() == [s.quote for s in sentences]
    assert polars.DataFrame(sentences).height == len(sentences)
    assert "<table>" in sentences._repr_html_()
    assert report.figures[0].sentence < len(sentences)


def test_a_scorecard_is_a_table_of_its_criteria(assessment: fz.Assessment) -> None:
    card = assessment.scorecard
    assert card is not None
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    frame = card.to_pandas()
    assert frame["criterion_id"].tolist() == [r.criterion_id for r in card.results]
    assert {"outcome", "level_reached", "points", "weight", "why"} <= set(frame.columns)
    assert polars.DataFrame(card).equals(polars.DataFrame(card.results))

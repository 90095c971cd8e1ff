"""The national picture as a notebook: the statements of sql/report on the published facts, with their charts.

    .venv/bin/marimo edit notebooks/national_picture.py     in the browser
    .venv/bin/python notebooks/national_picture.py          without one: every cell, or the error of the first

Belongs here: showing what stands elsewhere. Does not belong here: statements (sql/report) and charts
(pipelines/national_picture). The data folder is the one that WELFARE_MONITOR_DATA names, else var.
"""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import sys
    from pathlib import Path

    import marimo as mo

    # The notebook stands beside the code that it shows, wherever it is started.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

    from pipelines import database, layout
    from pipelines.national_picture import figures, page
    from pipelines.settings import absolute, default_data
    from pipelines.warehouse import citation, published

    return absolute, citation, database, default_data, figures, layout, mo, page, published


@app.cell
def _(absolute, citation, database, default_data, layout, mo, published):
    data = layout.DataFolder(absolute(default_data()))
    facts = database.connect_read_only(published.published_facts(data))
    cited = citation.read_citation(facts)
    mo.md(f"# The national picture\n\nBuild `{cited.build_id}`. {cited.footnote()}")
    return (facts,)


@app.cell
def _(facts, figures, mo, page):
    def shown(figure):
        drawn = "".join(
            f"<div><h4>{chart.heading}</h4>{chart.drawing}</div>" if chart.heading else chart.drawing
            for chart in figure.charts
        )
        square = "display:inline-block;width:.8em;height:.8em;margin:0 .4em 0 1em"
        key = "".join(f'<i class="{css}" style="{square}"></i>{name}' for css, name in figure.key)
        rows = [dict(zip(figure.heads, row, strict=True)) for row in figure.cells]
        return mo.vstack(
            [
                mo.md(f"## {figure.title}\n\n{figure.what}"),
                mo.Html(f"<style>{page.chart_style()}</style><p>{key}</p>{drawn}"),
                mo.ui.table(rows, selection=None),
                mo.accordion({"SQL": mo.md(f"```sql\n{figure.statement}\n```")}),
            ]
        )

    mo.vstack([shown(figures.read_figure(facts, name)) for name in figures.OF_FACTS])
    return


@app.cell
def _(facts, mo):
    # A question of your own: change it. Every table and column carries a comment that explains it.
    answer = facts.sql("FROM downgrade ORDER BY publication_date DESC LIMIT 20").df()
    mo.ui.table(answer, selection=None)
    return


if __name__ == "__main__":
    app.run()

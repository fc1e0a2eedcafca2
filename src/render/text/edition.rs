//! The text edition of a publication: everything it says as plain text, for those who read with
//! other eyes and other programs. Tables are read row by row, each value with its head.

use crate::{
    compose::{Book, BookChapter, Page, PageKind, Pages},
    document::{
        Block, BlockKind, Cell, Chart, Clause, Column, Document, Hierarchy, Inline, List, RowRole,
        Table, is_wide, one_line, plain,
    },
    model::{Matter, Site},
    outputs::Outputs,
    route::Route,
};

/// One text file for each publication.
pub fn editions(site: &Site, pages: &Pages) -> Outputs {
    let mut outputs = Outputs::default();
    for book in pages.books.iter().filter(|book| book.printed) {
        let mut writer = Writer {
            site,
            // With the mark that old editors need to see UTF-8.
            text: "\u{FEFF}".to_owned(),
        };
        writer.book(book, pages);
        let route = Route::new(&format!("{}.txt", book.id));
        // Two publications of one name were reported by `check`; the first has the file.
        let _ = outputs.insert(route, writer.text);
    }
    outputs
}

struct Writer<'a> {
    site: &'a Site,
    text: String,
}

impl Writer<'_> {
    fn book(&mut self, book: &Book, pages: &Pages) {
        self.underlined(&book.title, '=');
        let lines = [
            book.subtitle.clone(),
            Some(format!("{} {}", book.year_label, book.issued_label)),
            Some(self.site.config.publisher.name.clone()),
            book.summary.clone(),
        ];
        for line in lines.into_iter().flatten() {
            self.line(0, &line);
        }
        self.gap();
        self.line(0, self.site.theme.word("web.contents"));
        for (number, chapter) in book.in_order() {
            let title = self.numbered(number, chapter);
            self.line(1, &title);
        }
        for (number, chapter) in book.in_order() {
            self.gap();
            self.underlined(&self.numbered(number, chapter), '=');
            let chapter_pages = chapter.pages.iter().map(|index| &pages.pages[*index]);
            for (place, page) in chapter_pages.filter(|page| page.print).enumerate() {
                self.page(page, place > 0);
            }
        }
    }

    /// The title of a chapter behind its number.
    fn numbered(&self, number: usize, chapter: &BookChapter) -> String {
        let title = &chapter.title;
        match chapter.part {
            Matter::Front => title.clone(),
            Matter::Main => format!("{number}. {title}"),
            Matter::Appendix => {
                let word = self.site.theme.word("web.appendix");
                format!("{} {title}", word.replace("{n}", &number.to_string()))
            }
        }
    }

    /// A page; the first of a chapter has its title already.
    fn page(&mut self, page: &Page, titled: bool) {
        if titled {
            self.gap();
            self.underlined(&page.title, '-');
        }
        let tags: Vec<String> = page.tags.iter().map(|tag| plain(tag)).collect();
        if !tags.is_empty() {
            self.line(0, &format!("[{}]", tags.join("] [")));
        }
        let composed = matches!(
            page.kind,
            PageKind::Record(_) | PageKind::List(_) | PageKind::Glossary
        );
        if composed && !page.summary.is_empty() {
            self.line(0, &page.summary);
        }
        self.document(&page.document);
    }

    fn document(&mut self, document: &Document) {
        for block in &document.blocks {
            self.block(block, 0);
        }
        for (number, note) in (1..).zip(&document.notes) {
            self.gap();
            self.line(0, &format!("({number})"));
            self.blocks(&note.blocks, 1);
        }
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.gap();
                let marks = "#".repeat(usize::from(heading.level));
                self.line(depth, &format!("{marks} {}", spoken(&heading.content)));
            }
            BlockKind::Paragraph(content) => self.line(depth, &spoken(content)),
            BlockKind::Quote(inner) => self.blocks(inner, depth + 1),
            BlockKind::Code(code) => code
                .text
                .lines()
                .for_each(|line| self.line(depth + 1, line)),
            BlockKind::List(list) => self.list(list, depth),
            BlockKind::Clauses(clauses) => self.clauses(clauses, depth),
            BlockKind::Facts(facts) => {
                for fact in facts {
                    let content: Vec<String> = fact.blocks.iter().filter_map(words).collect();
                    self.line(
                        depth,
                        &format!("{}: {}", spoken(&fact.label), content.join(" ")),
                    );
                }
            }
            BlockKind::Table(table) => self.table(table, depth),
            BlockKind::Chart(chart) => self.chart(chart, depth),
            BlockKind::Hierarchy(tree) => self.hierarchy(tree, depth),
            BlockKind::Figure(figure) => {
                self.line(
                    depth,
                    &format!("[{}] {}", spoken(&figure.caption), figure.alt),
                );
            }
            BlockKind::Cards(cards) => {
                for card in cards {
                    self.line(depth, &format!("- {}", spoken(&card.title)));
                    self.line(depth + 1, &spoken(&card.text));
                }
            }
            BlockKind::Rule => self.gap(),
            BlockKind::View(_) => {}
        }
    }

    fn list(&mut self, list: &List, depth: usize) {
        for (place, item) in (0..).zip(&list.items) {
            let mark = match (list.start, item.done) {
                (_, Some(true)) => "[x]".to_owned(),
                (_, Some(false)) => "[ ]".to_owned(),
                (Some(start), None) => format!("{}.", start + place),
                (None, None) => "-".to_owned(),
            };
            let mut blocks = item.blocks.as_slice();
            let first = blocks.first().and_then(words);
            if first.is_some() {
                blocks = &blocks[1..];
            }
            self.line(depth, &format!("{mark} {}", first.unwrap_or_default()));
            self.blocks(blocks, depth + 1);
        }
    }

    fn clauses(&mut self, clauses: &[Clause], depth: usize) {
        for clause in clauses {
            let mut blocks = clause.blocks.as_slice();
            let first = blocks.first().and_then(words);
            if first.is_some() {
                blocks = &blocks[1..];
            }
            let words = format!("{} {}", clause.num, first.unwrap_or_default());
            self.line(depth, words.trim_start());
            self.blocks(blocks, depth + 1);
        }
    }

    fn chart(&mut self, chart: &Chart, depth: usize) {
        self.line(depth, &chart.description);
        self.table(&chart.table, depth);
    }

    fn table(&mut self, table: &Table, depth: usize) {
        let unit = table.unit.as_ref().map(|unit| {
            let words = self.site.theme.word("web.unit");
            format!(" ({})", words.replace("{n}", unit))
        });
        self.gap();
        self.line(
            depth,
            &format!("[{}]{}", spoken(&table.caption), unit.unwrap_or_default()),
        );
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            match row.role {
                RowRole::Group => self.line(depth, &cells.join(" ")),
                _ => self.line(depth + 1, &read_row(&table.columns, &cells)),
            }
        }
        for remark in &table.remarks {
            self.line(depth, &format!("* {}", spoken(remark)));
        }
        self.source(&table.source, depth);
        self.gap();
    }

    fn source(&mut self, source: &[Inline], depth: usize) {
        if !source.is_empty() {
            let word = self.site.theme.word("web.source");
            self.line(depth, &format!("{word}{}", spoken(source)));
        }
    }

    fn hierarchy(&mut self, tree: &Hierarchy, depth: usize) {
        if !tree.table.caption.is_empty() {
            self.gap();
            self.line(depth, &format!("[{}]", spoken(&tree.table.caption)));
        }
        self.list(&tree.list, depth);
        self.source(&tree.table.source, depth);
        self.gap();
    }

    fn underlined(&mut self, title: &str, mark: char) {
        let width: usize = title.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum();
        self.line(0, title);
        self.line(0, &mark.to_string().repeat(width));
    }

    fn line(&mut self, depth: usize, words: &str) {
        if !words.trim().is_empty() {
            self.text.push_str(&"  ".repeat(depth));
            self.text.push_str(words.trim_end());
            self.text.push('\n');
        }
    }

    /// An empty line, and never two.
    fn gap(&mut self) {
        if !self.text.ends_with('\u{FEFF}') && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// The first cell names the row; the others follow, each behind its head.
fn read_row(columns: &[Column], cells: &[String]) -> String {
    let pairs = columns
        .iter()
        .zip(cells)
        .enumerate()
        .map(|(place, (column, cell))| {
            let head = spoken(&column.head);
            match place {
                _ if head.is_empty() => cell.clone(),
                0 => cell.clone(),
                _ => format!("{head} {cell}"),
            }
        });
    pairs.collect::<Vec<_>>().join(" | ")
}

fn cell(cell: &Cell) -> String {
    in_line(&cell.blocks)
}

/// Blocks in one line, items behind their marks.
fn in_line(blocks: &[Block]) -> String {
    let parts = blocks.iter().map(|block| match &block.kind {
        BlockKind::Paragraph(content) => spoken(content),
        BlockKind::Quote(inner) => in_line(inner),
        BlockKind::Code(code) => one_line(&code.text),
        BlockKind::List(list) => {
            let items = (0..).zip(&list.items).map(|(place, item)| {
                let mark = list
                    .start
                    .map_or("・".to_owned(), |start| format!("({}) ", start + place));
                format!("{mark}{}", in_line(&item.blocks))
            });
            items.collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    });
    let said: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// The words of a paragraph; other blocks have none of their own.
fn words(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Paragraph(content) => Some(spoken(content)),
        _ => None,
    }
}

/// Words with readings and footnote marks, as plain text can show them.
fn spoken(content: &[Inline]) -> String {
    let mut said = String::new();
    for inline in content {
        match inline {
            Inline::Ruby { base, reading } => said.push_str(&format!("{base}({reading})")),
            Inline::Note(index) => said.push_str(&format!("({})", index + 1)),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                said.push_str(&spoken(inner));
            }
            Inline::Link(link) => said.push_str(&spoken(&link.content)),
            other => said.push_str(&plain(std::slice::from_ref(other))),
        }
    }
    said
}

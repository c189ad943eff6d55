#include "ui/print/paper.hpp"

namespace saddlebag::ui {

Paper::Paper(std::string_view name, std::string_view date, bool wide) {
  element("<title>", name, "</title>");
  // Browsers repeat the head of a table on every sheet, and nothing else.
  html_ += wide ? "<table class=\"sheet wide\"><thead><tr><td>" : "<table class=\"sheet\"><thead><tr><td>";
  element("<div class=\"running\"><span>", name, "</span>");
  element("<span>", date, "</span></div></td></tr></thead><tbody><tr><td>");
}

void Paper::text(std::string_view raw) {
  for (char const c : raw) {
    switch (c) {
      case '&': html_ += "&amp;"; break;
      case '<': html_ += "&lt;"; break;
      case '>': html_ += "&gt;"; break;
      case '"': html_ += "&quot;"; break;
      case '\'': html_ += "&#39;"; break;
      case '\0': break;
      default: html_ += c;
    }
  }
}

void Paper::element(std::string_view open, std::string_view raw, std::string_view close) {
  html_ += open;
  text(raw);
  html_ += close;
}

void Paper::heading(std::string_view raw) { element("<h1>", raw, "</h1>"); }
void Paper::note(std::string_view raw) { element("<p class=\"note\">", raw, "</p>"); }
void Paper::section(std::string_view raw) { element("<h2>", raw, "</h2>"); }

void Paper::begin_facts() { html_ += "<dl>"; }
void Paper::fact(std::string_view label, std::string_view value) {
  element("<div><dt>", label, "</dt>");
  element("<dd>", value, "</dd></div>");
}
void Paper::end_facts() { html_ += "</dl>"; }

void Paper::begin_table() {
  html_ += "<table class=\"rows\"><thead><tr>";
  part_ = Part::columns;
}

void Paper::column(std::string_view label, bool number) { element(number ? "<th class=\"n\">" : "<th>", label, "</th>"); }

void Paper::begin_row(RowStyle style) {
  if (part_ == Part::columns) html_ += "</tr></thead><tbody>";
  part_ = Part::rows;
  end_row();
  html_ += style == RowStyle::head ? "<tr class=\"head\">" : style == RowStyle::total ? "<tr class=\"total\">" : "<tr>";
  in_row_ = true;
}

void Paper::cell(std::string_view raw, bool number) { element(number ? "<td class=\"n\">" : "<td>", raw, "</td>"); }

void Paper::end_row() {
  if (in_row_) html_ += "</tr>";
  in_row_ = false;
}

void Paper::end_table() {
  end_row();
  html_ += part_ == Part::columns ? "</tr></thead></table>" : "</tbody></table>";
  part_ = Part::none;
}

std::string Paper::take() {
  html_ += "</td></tr></tbody></table>";
  return std::move(html_);
}

}  // namespace saddlebag::ui

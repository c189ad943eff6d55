#pragma once
#include <string>
#include <string_view>

namespace saddlebag::ui {

/// A document for paper: HTML that the page around the canvas gives its style (shell/print.css) and prints. Whatever a
/// person wrote comes in as text and stays text. Every sheet has the document's name and date above it.
class Paper {
 public:
  /// `wide`: sheets lie on their side.
  Paper(std::string_view name, std::string_view date, bool wide = false);

  void heading(std::string_view text);
  void note(std::string_view text);       ///< a muted line
  void section(std::string_view text);
  /// Labels with their values, in two columns.
  void begin_facts();
  void fact(std::string_view label, std::string_view value);
  void end_facts();
  /// Its head stands on every sheet that the table goes on to.
  void begin_table();
  void column(std::string_view label, bool number);
  enum class RowStyle : std::uint8_t { plain, head, total };
  void begin_row(RowStyle style = RowStyle::plain);
  void cell(std::string_view text, bool number = false);
  void end_table();

  /// The whole document.
  std::string take();

 private:
  enum class Part : std::uint8_t { none, columns, rows };
  void text(std::string_view raw);
  void element(std::string_view open, std::string_view raw, std::string_view close);
  void end_row();
  std::string html_;
  Part part_ = Part::none;
  bool in_row_ = false;
};

}  // namespace saddlebag::ui

#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/convert.hpp"
#include "exchange/delimited.hpp"
#include "exchange/encoding.hpp"
#include "exchange/guess.hpp"
#include "exchange/names.hpp"
#include "exchange/sheet.hpp"
#include "locale/keys.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// What becomes of a column.
struct ColumnTarget {
  enum class Use : std::uint8_t {
    skip,
    field,       ///< of the kind, by `field`; kCloseDate (exchange/synonyms.hpp) for the deals' one closing date
    new_custom,  ///< a custom field made by the import, called as the column is
  };
  Use use = Use::skip;
  std::string field;  ///< name of the field; of `new_custom` the one it will get
};

struct ImportColumn {
  std::string header;
  ColumnTarget target;
  ColumnGuess guess;     ///< what the cells hold, with the formats recognised
  ColumnFormat format;   ///< what will be used: the guess, unless a person chose otherwise
  FieldType custom_type = FieldType::text;  ///< of a `new_custom`
};

/// What to do with a row whose record is there already, by number or name.
enum class ExistingPolicy : std::uint8_t {
  fill,       ///< put its cells where the record has nothing
  overwrite,  ///< its cells win; empty cells change nothing
  skip,       ///< leave the record alone
  create,     ///< a second record
};

struct ImportFile {
  std::string name;
  Bytes bytes;
  FileNature nature = FileNature::table;  ///< anything but `table` is not imported; see nature_text
  port::Text::Encoding encoding = port::Text::Encoding::utf8;
  Dialect dialect;
  bool first_row_is_header = true;
  bool cards = false;  ///< vCard, which has no dialect and no row of headers
  Sheet sheet;
  Kind kind = Kind::customer;
  std::vector<ImportColumn> columns;
  ExistingPolicy existing = ExistingPolicy::fill;
  [[nodiscard]] bool usable() const { return nature == FileNature::table && sheet.headers().size() > 0; }
};

/// A name in the files that stands for another record, and is not exactly the name of one.
struct Resolution {
  enum class Action : std::uint8_t { use, create, leave_empty };
  Kind kind;              ///< of the record that is meant
  std::string text;       ///< as the files have it
  std::size_t count = 0;  ///< of cells
  NameMatch match = NameMatch::none;
  std::string proposal;   ///< name of the record that may be meant; empty for none
  Action action = Action::create;
  std::string chosen;     ///< name of the record to `use`: one of the store or of these files
};

struct ImportOptions {
  Currency currency;       ///< of amounts that do not say; CNY or USD by the person's settings
  int offset_minutes = 0;  ///< local time, east of UTC
  Language language = Language::en;  ///< of built-in stages' names in proposals
};

/// Everything that will happen to some files, recognised by itself and adjustable until it runs.
class ImportPlan {
 public:
  using Action = Resolution::Action;
  ImportPlan(Store const& store, port::Text& decoder, ImportOptions options);

  /// Recognises nature, encoding, dialect, kind, mapping and formats. Adding a file again under the same
  /// name replaces it.
  void add(std::string name, Bytes bytes);
  void remove(std::size_t file);

  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] ImportFile const& file(std::size_t index) const { return *files_[index]; }
  [[nodiscard]] ImportOptions const& options() const { return options_; }
  [[nodiscard]] Store const& store() const { return store_; }
  /// Indices of the usable files in the order in which they depend on each other: users before deals.
  [[nodiscard]] std::vector<std::size_t> order() const;
  /// Rows of all usable files.
  [[nodiscard]] std::size_t rows() const;

  // Choices. Those above re-recognise what depends on them.
  void set_encoding(std::size_t file, port::Text::Encoding encoding);
  void set_dialect(std::size_t file, Dialect dialect);
  void set_first_row_is_header(std::size_t file, bool header);
  void set_kind(std::size_t file, Kind kind);
  /// Takes the field away from another column that had it.
  void set_target(std::size_t file, std::size_t column, ColumnTarget target);
  void set_format(std::size_t file, std::size_t column, ColumnFormat format);
  void set_custom_type(std::size_t file, std::size_t column, FieldType type);
  void set_existing(std::size_t file, ExistingPolicy policy);
  void set_currency(Currency currency);

  /// Names that stand for other records and were not found exactly, the unsure ones first. Recomputed when
  /// the plan or the store changed; decisions are kept.
  [[nodiscard]] std::vector<Resolution> const& resolutions() const;
  void decide(Kind kind, std::string_view text, Action action, std::string chosen = {});

  /// One cell of the preview, as it will be taken.
  struct PreviewCell {
    std::string_view text;  ///< as the file has it
    OwnedValue value;       ///< empty for references, which are shown by their text
    bool understood = true; ///< false: does not fit the field, which will be left empty
  };
  /// Cells of one row, in the order of the columns.
  [[nodiscard]] std::vector<PreviewCell> preview(std::size_t file, std::size_t row) const;

  /// The field that a column fills; nothing where it fills none. Its names are views into the plan and the store.
  [[nodiscard]] std::optional<Field> field_of(ImportFile const& file, ImportColumn const& column) const;
  /// The column's format, with what the options say where the column does not.
  [[nodiscard]] ColumnFormat format_of(ImportColumn const& column) const;

 private:
  void recognise(ImportFile& file);
  void read(ImportFile& file);
  void read_sheet(ImportFile& file, DecodedFile decoded);
  void recognise_columns(ImportFile& file);
  void map_columns(ImportFile& file);

  Store const& store_;
  port::Text& decoder_;
  ImportOptions options_;
  std::vector<std::unique_ptr<ImportFile>> files_;
  struct Decision {
    Action action;
    std::string chosen;
    void settle(Resolution& resolution) const {
      resolution.action = action;
      resolution.chosen = chosen.empty() ? resolution.proposal : chosen;
    }
  };
  std::map<std::pair<Kind, std::string>, Decision> decisions_;
  std::uint64_t changes_ = 0;
  mutable std::vector<Resolution> resolutions_;
  mutable std::uint64_t resolved_at_ = ~std::uint64_t{0};  ///< changes_ when resolutions_ were made
  mutable std::uint64_t resolved_version_ = 0;              ///< the store's version then
};

/// What an import did, or would do.
struct ImportReport {
  struct PerKind {
    std::size_t created = 0;     ///< from rows
    std::size_t updated = 0;
    std::size_t unchanged = 0;   ///< the record had everything already
    std::size_t skipped = 0;     ///< by ExistingPolicy::skip
    std::size_t refused = 0;     ///< rows that could not be imported; each has a problem
    std::size_t repeated = 0;    ///< rows of a record that an earlier row has already; each has a problem
    std::size_t referenced = 0;  ///< created because a row named them, such as managers
  };
  std::map<Kind, PerKind> kinds;
  std::vector<std::string> custom_fields;    ///< labels of those made
  std::vector<std::string> skipped_columns;  ///< "file: header"
  std::vector<RowProblem> problems;
  std::uint64_t sequence = 0;                ///< of the transaction, once applied; 0: nothing changed
};

/// Carries a plan out, in slices, as one transaction: one undo takes all of it back. Plan and store
/// must outlive it, and the plan must not change.
class ImportRun {
 public:
  ImportRun(ImportPlan const& plan, Store const& store);
  ~ImportRun();
  /// Prepares about `rows` more rows; false when all are prepared.
  bool step(std::size_t rows = 500);
  /// 0..1
  [[nodiscard]] double progress() const;
  /// Applies what was prepared (the rest is prepared first). Refused with ErrorCode::conflict where somebody
  /// changed the store since the run began: make a new run.
  Result<ImportReport> finish(Store& store);
  /// What is known so far.
  [[nodiscard]] ImportReport const& report() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace saddlebag

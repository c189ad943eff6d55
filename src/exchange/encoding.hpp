#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "locale/keys.hpp"
#include "platform/ports.hpp"

namespace saddlebag {

/// What the bytes of a file are, whatever its name says.
enum class FileNature : std::uint8_t {
  table,         ///< text in rows, as far as can be told
  empty,         ///< no bytes, or nothing but white space
  workbook,      ///< Excel (.xlsx), OpenDocument, or another ZIP archive
  old_workbook,  ///< Excel before 2007 (.xls)
  pdf,
  image,
  archive,       ///< gzip, rar, 7z
  web_page,      ///< HTML: often an error page or a disguised .xls
  json,
  binary,        ///< bytes that are no text in any encoding we know
};
FileNature recognise_nature(std::string_view bytes);
/// What to say to the person about it, with what to do: "This is an Excel workbook: save it as CSV …".
Tr nature_text(FileNature nature);

/// By byte order mark, by the zero bytes of UTF-16, by being valid UTF-8; otherwise GB18030. A file whose
/// lines are mostly UTF-8 is UTF-8 with some bad lines.
port::Text::Encoding recognise_encoding(std::string_view bytes);
std::string_view encoding_name(port::Text::Encoding encoding);

/// A line that was not valid in the file's encoding.
struct MisreadLine {
  std::uint32_t line;     ///< from 1
  bool read_as_other;     ///< it was UTF-8 in a GB18030 file, or the reverse, and nothing is lost;
                          ///< otherwise the unreadable bytes became U+FFFD
};
struct DecodedFile {
  std::string text;  ///< UTF-8, without byte order mark
  std::vector<MisreadLine> misread;
};
/// Never fails: what cannot be decoded is replaced, line by line, and told.
DecodedFile decode_file(std::string_view bytes, port::Text::Encoding encoding, port::Text& decoder);

}  // namespace saddlebag

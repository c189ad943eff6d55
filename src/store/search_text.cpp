#include "store/search_text.hpp"

#include "base/pinyin.hpp"
#include "base/utf8.hpp"
#include "model/bag.hpp"

namespace saddlebag {
namespace {

template <class Visit>
void for_each_text(KindInfo const& info, Record const& record, Visit visit) {
  for (Field const& field : info.fields) {
    if (field.has(kSearchable)) visit(read_field(record, field).as_text());
  }
  for_each_in_bag(record.custom, [&](std::string_view, Value value) { visit(value.as_text()); });
}

}  // namespace

bool make_search_text(std::string& out, KindInfo const& info, Record const& record) {
  out.clear();
  auto const begin_part = [&] {
    if (!out.empty()) out.push_back(kFieldSeparator);
  };
  bool han = false;
  for_each_text(info, record, [&](std::string_view text) {
    if (text.empty()) return;
    begin_part();
    append_folded(out, text);
    han = han || has_han(text);
  });
  if (!han) return true;
  if (!need_readings()) return false;
  std::string initials;
  for_each_text(info, record, [&](std::string_view text) {
    if (!has_han(text)) return;
    begin_part();
    initials.clear();
    append_pinyin(out, text, &initials);
    begin_part();
    out += initials;
  });
  return true;
}

}  // namespace saddlebag

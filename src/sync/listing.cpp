#include "sync/listing.hpp"

#include "sync/json.hpp"

namespace saddlebag::sync {
namespace {

std::int64_t integer(Json const& json, std::string_view name) {
  Json const* const found = member(json, name);
  return found && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

}  // namespace

Listing Listing::parse(std::string_view text) {
  Listing at;
  auto const json = parse_json(text);
  if (!json || !json->is_object()) return at;
  at.rank = static_cast<std::size_t>(integer(*json, "rank"));
  if (at.rank >= kKindCount) return {};
  at.page = static_cast<std::uint32_t>(integer(*json, "page"));
  at.next = text_member(*json, "next");
  at.since = integer(*json, "since");
  at.high = integer(*json, "high");
  at.feed = integer(*json, "feed") != 0;
  at.full = integer(*json, "full") != 0;
  at.begun = integer(*json, "begun") != 0;
  at.swept = integer(*json, "swept");
  Json const* const marks = member(*json, "marks");
  for (std::size_t i = 0; marks && marks->is_array() && i < marks->size() && i < kKindCount; ++i) {
    at.marks[i] = {integer((*marks)[i], "seen"), text_member((*marks)[i], "link"), integer((*marks)[i], "fed")};
  }
  return at;
}

std::string Listing::to_string() const {
  Json list = Json::array();
  for (std::size_t i = 0; !marks.empty() && i <= marks.rbegin()->first; ++i) {
    auto const mark = marks.find(i);
    list.push_back(mark == marks.end() ? Json::object() : Json{{"seen", mark->second.seen}, {"link", mark->second.link}, {"fed", mark->second.fed}});
  }
  return dump_json({{"rank", rank}, {"page", page}, {"next", next}, {"since", since}, {"high", high}, {"feed", int{feed}}, {"full", int{full}},
                    {"begun", int{begun}}, {"swept", swept}, {"marks", std::move(list)}});
}

}  // namespace saddlebag::sync

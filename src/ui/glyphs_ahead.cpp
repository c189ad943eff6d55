#include "ui/glyphs_ahead.hpp"

#include <imgui_internal.h>

#include <vector>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "ui/background.hpp"
#include "ui/theme/theme.hpp"

namespace saddlebag::ui {
namespace {

constexpr Type kRead[] = {Type::body, Type::strong, Type::caption};
constexpr float kMostPixels = 2e6f;       ///< of the atlas that may be filled so: 8 MB
constexpr std::size_t kPortion = 64;      ///< characters, before a frame takes them to the graphics memory
constexpr char32_t kFirst = 0x2e80;       ///< Chinese, Japanese, Korean; all others are few and soon there
constexpr char32_t kLast = 0xffff;
constexpr char32_t kFirstPrivate = 0xe000, kLastPrivate = 0xf8ff;

class Ahead {
 public:
  void follow(Store const& store) {
    float const pixels = font_size(Type::body) * ImGui::GetIO().DisplayFramebufferScale.x;
    std::size_t records = 0;
    for (std::size_t kind = 0; kind < kKindCount; ++kind) records += store.table(kind_at(kind)).size();
    bool const grew = records > 2 * records_;
    if (grew || pixels != pixels_) begin(records, pixels);
    if (kind_ < kKindCount || next_ < wanted_.size()) between_frames(this, [this, &store] { return step(store); });
  }

 private:
  void begin(std::size_t records, float pixels) {
    records_ = records;
    pixels_ = pixels;
    kind_ = block_ = next_ = 0;
    wanted_.clear();
    counts_.assign(kLast + 1 - kFirst, 0);
  }

  /// True when there is something for a frame to take.
  bool step(Store const& store) {
    if (kind_ < kKindCount) {
      count(store.table(kind_at(kind_)));
      return kind_ == kKindCount && wanted_.empty();
    }
    for (Type const type : kRead) draw(type, wanted_[next_]);
    ++next_;
    return next_ % kPortion == 0 || next_ == wanted_.size();
  }

  void count(Table const& table) {
    if (block_ >= table.block_count()) {
      block_ = 0;
      if (++kind_ == kKindCount) choose();
      return;
    }
    table.unpack(block_);  // nobody waits for it here
    Row const from = static_cast<Row>(block_++ * kBlockRows);
    for (Row row = from; row < std::min(from + kBlockRows, table.end()); ++row) {
      if (table.at(row)) count(table.search_text(row));
    }
  }

  void count(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (static_cast<unsigned char>(text[at]) < 0xe2) {  // the lead byte of U+2000
        ++at;
        continue;
      }
      char32_t const code = next_code_point(text, at);
      bool const own = code >= kFirstPrivate && code <= kLastPrivate;
      if (code >= kFirst && code <= kLast && !own) ++counts_[code - kFirst];
    }
  }

  void choose() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) wanted_.push_back(static_cast<ImWchar>(kFirst + i));
    }
    sort_items(wanted_, [this](ImWchar a, ImWchar b) { return counts_[a - kFirst] != counts_[b - kFirst] ? counts_[a - kFirst] > counts_[b - kFirst] : a < b; });
    std::size_t const most = static_cast<std::size_t>(kMostPixels / (static_cast<float>(std::size(kRead)) * (pixels_ + 2) * (pixels_ + 2)));
    if (wanted_.size() > most) wanted_.resize(most);
    counts_ = {};
  }

  void draw(Type type, ImWchar code) {
    ImFont* const font = font_of(type);
    if (font != nullptr) font->GetFontBaked(font_size(type), ImGui::GetIO().DisplayFramebufferScale.x)->FindGlyph(code);
  }

  std::size_t records_ = 0;
  float pixels_ = 0;
  std::size_t kind_ = kKindCount, block_ = 0, next_ = 0;  ///< how far it is, first in the records, then in the characters
  std::vector<std::uint32_t> counts_;
  std::vector<ImWchar> wanted_;
};

Ahead ahead;

}  // namespace

void draw_glyphs_ahead(Store const& store) { ahead.follow(store); }

}  // namespace saddlebag::ui

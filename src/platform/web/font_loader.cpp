#include "platform/web/font_loader.hpp"

#include <imgui_internal.h>

#include <cmath>
#include <cstring>

#include "platform/web/requests.hpp"
#include "platform/web/platform.hpp"
#include "platform/web/seam.hpp"
#include "ui/widgets/shaping.hpp"

namespace saddlebag::web {
namespace {

constexpr float kBaseline = 0.85f;  // of the em, from its top: centres both capitals and Chinese characters
constexpr unsigned kRegular = 400, kSemibold = 600;

/// As sb_rasterise writes them: device pixels, from the pen and the baseline, y down.
struct Metrics {
  float advance, left, top, width, height, coloured;
};

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar code) {
  // A private use character is an icon, or nothing. Everything else the browser draws, if need be as a box.
  return code >= 0x20 && code != 0xFFFE && code != 0xFFFF;
}

bool init_source(ImFontAtlas*, ImFontConfig*) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  float const density = baked->RasterizerDensity;
  // On whole device pixels, so that every line of text is equally sharp.
  baked->Ascent = std::round(baked->Size * kBaseline * density) / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* advance_only) {
  float const density = source->RasterizerDensity * baked->RasterizerDensity;
  Metrics metrics{};
  if (std::string_view const sequence = ui::sequence_of(code); !sequence.empty()) sb_add_sequence(code, sequence.data(), sequence.size());
  int const weight = static_cast<int>(source->FontLoaderFlags);
  if (!sb_rasterise(code, baked->Size * density, weight, advance_only != nullptr, &metrics.advance)) return false;
  if (advance_only) {
    *advance_only = metrics.advance / density;
    return true;
  }
  Completion const answer = current_requests().take_answer();
  glyph->Codepoint = code;
  glyph->AdvanceX = metrics.advance / density;
  int const width = static_cast<int>(metrics.width), height = static_cast<int>(metrics.height);
  if (width <= 0 || height <= 0 || answer.parts.empty()) return true;

  ImFontAtlasRectId const id = ImFontAtlasPackAddRect(atlas, width, height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* const rect = ImFontAtlasPackGetRect(atlas, id);
  glyph->X0 = metrics.left / density;
  glyph->Y0 = metrics.top / density + baked->Ascent;
  glyph->X1 = glyph->X0 + metrics.width / density;
  glyph->Y1 = glyph->Y0 + metrics.height / density;
  glyph->Visible = true;
  glyph->Colored = metrics.coloured != 0;
  glyph->PackId = id;
  bool const rgba = metrics.coloured != 0;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, answer.parts[0].data(),
                                     rgba ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8, width * (rgba ? 4 : 1));
  return true;
}

ImFontLoader const* loader() {
  static ImFontLoader const the_loader = [] {
    ImFontLoader made;
    made.Name = "canvas";
    made.FontSrcInit = init_source;
    made.FontSrcContainsGlyph = contains;
    made.FontBakedInit = init_baked;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return &the_loader;
}

ImFont* add(char const* name, unsigned weight) {
  ImFontConfig config;
  ImStrncpy(config.Name, name, sizeof config.Name);
  config.FontLoader = loader();
  config.FontLoaderFlags = weight;
  config.SizePixels = 14;  // only a reference: sizes are chosen when drawing
  return ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace

Fonts add_system_fonts(std::span<ui::IconPath const> icons) {
  for (ui::IconPath const& each : icons) {
    sb_add_icon(static_cast<std::uint32_t>(each.icon), each.path, std::strlen(each.path));
  }
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;  // the browser has its own
  atlas.TexGlyphPadding = 1;
  atlas.SetFontLoader(loader());
  return {add("regular", kRegular), add("semibold", kSemibold)};
}

void discard_glyphs() { ImFontAtlasBuildDiscardBakes(ImGui::GetIO().Fonts, 0); }

}  // namespace saddlebag::web

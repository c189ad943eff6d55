#include <cmath>

#include "base/hash.hpp"
#include "ui/charts/chart.hpp"
#include "ui/format.hpp"
#include "ui/kiosk/parts.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

constexpr int kPieces = 72;
constexpr double kMoves = 4.5;  ///< seconds of the whole

/// A number of 0..1 that is always the same for that piece.
float chance(int piece, int what) { return static_cast<float>(mix(static_cast<std::uint64_t>(piece), static_cast<std::uint64_t>(what)) % 4096) / 4096; }

/// Paper that sinks, sways and fades, each piece at its own pace.
void draw_paper(Wall const& wall, double since) {
  constexpr Tone kTones[] = {Tone::accent, Tone::good, Tone::info, Tone::warning};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  auto const time = static_cast<float>(since);
  float const fade = std::clamp((static_cast<float>(kMoves) - time) / 1.5f, 0.0f, 1.0f) * std::min(1.0f, time / 0.3f);
  if (fade <= 0) return;
  for (int i = 0; i < kPieces; ++i) {
    float const pace = 0.16f + 0.12f * chance(i, 1);
    float const y = wall.height() * (-0.1f - 0.5f * chance(i, 2) + pace * time * 1.6f);
    float const x = wall.width() * chance(i, 3) + std::sin(time * (1 + chance(i, 4)) + 6 * chance(i, 5)) * space(5);
    float const turn = time * (1 + 2 * chance(i, 6)) + 6 * chance(i, 7);
    float const a = space(1.2f + chance(i, 8)), b = space(0.6f);
    float const c = std::cos(turn), s = std::sin(turn);
    ImU32 const fill = (chart_color(kTones[i % 4]) & ~IM_COL32_A_MASK) | static_cast<ImU32>(fade * 200) << IM_COL32_A_SHIFT;
    auto const corner = [&](float u, float v) { return ImVec2(x + u * c - v * s, y + u * s + v * c); };
    list->AddQuadFilled(corner(-a, -b), corner(a, -b), corner(a, b), corner(-a, b), fill);
  }
}

/// A line in the middle, as large as it may be without being wider than the wall.
float centred_line(Wall const& wall, float y, std::string_view words, Type type, float zoom, Color role) {
  float const room = wall.width() * 0.86f;
  {
    Zoomed const natural(wall.zoom * zoom);
    if (float const width = text_width(words, type); width > room) zoom *= std::max(0.4f, room / width);
  }
  Zoomed const fitting(wall.zoom * zoom);
  float const width = std::min(text_width(words, type), room);
  ImGui::SetCursorScreenPos({std::floor((wall.width() - width) / 2), y});
  text(words, type, role);
  return std::round(font_size(type) * 1.3f);
}

}  // namespace

void draw_celebration(Frame const& frame, Uuid id, double since, Wall const& wall) {
  auto const* const deal = static_cast<Opportunity const*>(frame.store.find(Kind::opportunity, id));
  bool const moves = !appearance().reduced_motion && since < kMoves;
  if (moves) keep_drawing(kMoves - since);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImVec2 const middle{wall.width() / 2, wall.height() / 2};
  list->AddRectFilled({0, 0}, {wall.width(), wall.height()}, color(Color::good_soft));
  float const grown = moves ? 1 - std::pow(1 - std::min(1.0f, static_cast<float>(since) / 0.6f), 3.0f) : 1;
  for (int i = 4; i > 0; --i) list->AddCircleFilled(middle, wall.height() * 0.22f * static_cast<float>(i) * grown, color(Color::good, 0.035f));
  if (moves) draw_paper(wall, since);
  if (deal == nullptr) return;  // taken back in the meantime
  std::string_view const customer = frame.store.title(Kind::customer, deal->customer.uuid);
  std::string_view const owner = frame.store.title(Kind::user, deal->owner.uuid);
  std::string_view const amount = format_money(deal->amount, true);
  a11y::Scope const scope(ImGui::GetID("won"), {a11y::Role::status, keepf("%s %s %s", tr(Tr::kiosk_celebrate), keep_cstr(deal->name), keep_cstr(amount))},
                          {0, 0, wall.width(), wall.height()});
  float y = middle.y - space(wall.upright ? 48 : 42);
  y += centred_line(wall, y, tr(Tr::kiosk_celebrate), Type::display, 1.5f, Color::good) + space(3);
  if (!amount.empty()) y += centred_line(wall, y, amount, Type::display, 2.6f, Color::text) + space(3);
  y += centred_line(wall, y, deal->name, Type::display, 1, Color::text) + space(1);
  if (!customer.empty() && std::string_view(deal->name).find(customer) == std::string_view::npos) y += centred_line(wall, y, customer, Type::heading, 1, Color::text_muted);
  if (owner.empty()) return;
  y += space(5);
  float const side = space(12), width = side + space(3) + text_width(owner, Type::heading), x = std::floor((wall.width() - width) / 2);
  draw_avatar(list, {x, y}, side, owner);
  ImGui::SetCursorScreenPos({x + side + space(3), y + std::floor((side - font_size(Type::heading) * 1.3f) / 2)});
  text(owner, Type::heading);
}

}  // namespace saddlebag::ui

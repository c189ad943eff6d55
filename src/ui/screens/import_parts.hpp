#pragma once
#include <vector>

#include "exchange/import.hpp"
#include "ui/frame.hpp"
#include "ui/import_session.hpp"

namespace saddlebag::ui {

/// One file: what it is taken for, where its columns go, and its first rows as they will be taken.
void draw_file(Frame const& frame, ImportPlan& plan, std::size_t index, float width);
/// Names that are not exactly those of a record, with what to do about each.
void draw_resolutions(Frame const& frame, ImportPlan& plan, float width);
/// What could not be taken as it stood: the first few, and all of them as a file.
void draw_problems(Frame const& frame, std::vector<RowProblem> const& problems, float width);

}  // namespace saddlebag::ui

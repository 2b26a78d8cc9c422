using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.TeamsExtension;

// Sections are the best matching ones, of different pages or headings.
internal sealed record ExtensionFinding(Answer Answer, IReadOnlyList<Chunk> Sections);

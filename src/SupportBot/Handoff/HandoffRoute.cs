using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Handoff;

namespace SupportBot.Handoff;

// Whether people can be reached now, and what the customer is told about it.
internal sealed class HandoffRoute(
    CaseBacklog backlog, AgentDesks desks, Brand brand, IOptions<HandoffOptions> options,
    TimeProvider clock)
{
    private readonly OfficeHours _hours = options.Value.OfficeHours;
    private readonly SkillRules _skills = options.Value.SkillRules;

    public string SkillFor(string question) => _skills.SkillFor(question);

    public async Task<bool> IsOpenAsync(string language, string skill, CancellationToken cancellationToken) =>
        options.Value.Mode == "hub"
        || (options.Value.Mode == "desk" && _hours.AreOpen(clock.GetUtcNow())
            && await desks.IsStaffedAsync(language, skill, cancellationToken));

    // Empty in a hub, which tells the customer itself.
    public async Task<string> PlaceTextAsync(
        DateTimeOffset? since, string language, string skill, CancellationToken cancellationToken)
    {
        if (options.Value.Mode == "hub") return "";
        var place = await backlog.PlaceAsync(since ?? clock.GetUtcNow(), language, skill, cancellationToken);
        var texts = brand.In(language).Handoff;
        var minutes = (int)Math.Ceiling(place.Wait?.TotalMinutes ?? 0);
        return (place.Wait is null ? texts.Place : minutes == 0 ? texts.PlaceSoon : texts.PlaceWait)
            .Replace("{position}", $"{place.Position}", StringComparison.Ordinal)
            .Replace("{minutes}", $"{minutes}", StringComparison.Ordinal);
    }

    // Why nobody can be reached, with the other way to people: that of the brand where none is given.
    public string ClosedText(string language, string? invitation = null)
    {
        var texts = brand.In(language);
        var (now, contact) = (clock.GetUtcNow(), invitation ?? texts.Answers.Contact);
        if (options.Value.Mode == "off" || _hours.AreOpen(now))
            return (options.Value.Mode == "off" ? texts.Answers.Human : texts.Handoff.Unstaffed)
                .Replace("{contact}", contact, StringComparison.Ordinal);
        var opening = _hours.NextOpening(now) is { } next ? OpeningText(next, language) : "";
        var closed = texts.Handoff.Closed.Replace("{opening}", opening, StringComparison.Ordinal).TrimEnd();
        return $"{closed} {contact}";
    }

    private string OpeningText(DateTimeOffset next, string language)
    {
        var culture = CultureInfo.CreateSpecificCulture(language);
        return brand.In(language).Handoff.Opening
            .Replace("{day}", next.ToString("dddd, d MMMM", culture), StringComparison.Ordinal)
            .Replace("{time}", next.ToString("HH:mm", culture), StringComparison.Ordinal);
    }
}

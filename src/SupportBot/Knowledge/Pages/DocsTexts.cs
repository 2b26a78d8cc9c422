namespace SupportBot.Knowledge.Pages;

/// <summary>What the documentation pages say.</summary>
internal sealed class DocsTexts
{
    /// <summary>Over the list of documents.</summary>
    public required string Heading { get; init; }

    /// <summary>The link to that list.</summary>
    public required string All { get; init; }

    /// <summary>In place of the list while there are no documents.</summary>
    public required string Empty { get; init; }

    /// <summary>Where a page does not exist.</summary>
    public required string Missing { get; init; }
}

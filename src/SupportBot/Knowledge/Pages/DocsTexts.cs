namespace SupportBot.Knowledge.Pages;

internal sealed class DocsTexts
{
    public required string Heading { get; init; }

    public required string All { get; init; }

    public required string Empty { get; init; }

    public required string Missing { get; init; }
}

namespace SupportBot.Models.Connecting;

internal static class ResponseContent
{
    public static bool IsEventStream(this HttpContent content) =>
        content.Headers.ContentType?.MediaType == "text/event-stream";

    public static StreamContent With(this HttpContent content, Stream body)
    {
        var other = new StreamContent(body);
        foreach (var (name, values) in content.Headers.NonValidated)
            other.Headers.TryAddWithoutValidation(name, values);
        other.Headers.ContentEncoding.Clear();
        other.Headers.ContentLength = null;
        return other;
    }
}

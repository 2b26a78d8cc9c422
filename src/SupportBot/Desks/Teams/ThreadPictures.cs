using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Dialogs;
using SupportBot.Handoff;
using SupportBot.Settings;

namespace SupportBot.Desks.Teams;

// Pictures that the owner of a case pastes into its thread, for customers in the web chat. Other files are in
// SharePoint, which the bot cannot read.
internal sealed class ThreadPictures(
    TrustedConnectors connectors, AgentFiles files, ConversationStore conversations, CaseDesk desk,
    DirectLineOptions limits, IOptions<ServerOptions> server, TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    // Returns why something was not sent; null if all was, or if there was nothing.
    public async Task<string?> SendAsync(
        Activity activity, SupportCase @case, Agent agent, string clientId, CancellationToken cancellationToken)
    {
        var attached = (activity.Attachments ?? []).Where(each => each.ContentType != MessageText.Html).ToList();
        if (attached.Count == 0) return null;
        if (attached.Count > limits.Uploads.FilesPerMessage || attached.Exists(each => !IsPicture(each))
            || await conversations.FindAsync(@case.ConversationId, cancellationToken)
                is not { Channel: WebChatChannel.Id })
            return TeamsDeskTexts.NoFiles;
        for (var i = 0; i < attached.Count; i++)
            if (await SendAsync(attached[i], @case, agent, $"{clientId}:{i}", cancellationToken) is { } problem)
                return problem;
        return null;
    }

    private async Task<string?> SendAsync(
        Attachment picture, SupportCase @case, Agent agent, string clientId, CancellationToken cancellationToken)
    {
        if (await DownloadAsync(picture.ContentUrl, cancellationToken) is not { } content)
            return TeamsDeskTexts.PictureNotRead;
        var type = picture.ContentType["image/".Length..];
        var name = picture.Name is { Length: > 0 } given ? given : $"picture.{(type == "jpeg" ? "jpg" : type)}";
        var stored = await files.StoreAsync(
            @case.ConversationId, name, content, server.Value.PublicAddress, cancellationToken);
        if (stored.Attachment is not { } attachment) return TeamsDeskTexts.PictureNotRead;
        return await desk.SendFileAsync(@case.Id, agent.Id, attachment, clientId, cancellationToken)
            is CaseResult.Refused ? TeamsDeskTexts.PictureNotRead : null;
    }

    private async Task<byte[]?> DownloadAsync(string address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await connectors.DownloadAsync(address, limits.Uploads.LargestFile, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsPicture(Attachment attachment) =>
        attachment.ContentUrl is not null
        && attachment.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true;
}

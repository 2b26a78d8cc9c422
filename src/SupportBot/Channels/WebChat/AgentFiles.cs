using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.WebChat;

/// <summary>Files that an agent sends to a visitor of the web chat.</summary>
internal sealed class AgentFiles(AttachmentStore attachments, DirectLineOptions options)
{
    /// <summary>Stores a file and builds the attachment of the message that is to show it.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="name">Name of the file as the agent has it.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="host">
    /// Address by which the visitor reaches this host, without a slash at its end, if no public address is set.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<StoredAgentFile> StoreAsync(
        string conversationId, string name, byte[] content, string host, CancellationToken cancellationToken)
    {
        var inspected = FileInspection.Inspect(name, declaredType: null, content, options.Uploads);
        if (inspected.Type is not { } type) return new StoredAgentFile(inspected.Problem, null);
        var file = new NewAttachment(UploadedFile.NewId(), inspected.Name, type.ContentType, content);
        if (!await attachments.AddAsync(conversationId, file, cancellationToken))
            return new StoredAgentFile(null, null);
        var publicHost = options.PublicUrl?.ToString().TrimEnd('/') ?? host;
        return new StoredAgentFile(null, new Attachment
        {
            ContentType = file.ContentType,
            ContentUrl = AttachmentAddresses.Create(publicHost, conversationId, file.Id),
            Name = file.Name,
        });
    }
}

/// <summary>Result of storing an agent's file.</summary>
/// <param name="Problem">Why the file is refused; null if it is stored, or if the conversation is gone.</param>
/// <param name="Attachment">The attachment for the message; null if nothing was stored.</param>
internal sealed record StoredAgentFile(FileProblem? Problem, Attachment? Attachment);

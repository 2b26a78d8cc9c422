using Microsoft.AspNetCore.Mvc;
using SupportBot.Core.Handoff;

namespace SupportBot.Handoff;

// Pictures of agents, which customers see beside what an agent writes. Each has an address of its own, so browsers keep
// it; where an agent has another one meanwhile, the widget shows initials.
internal sealed class AgentPhotos(AgentStore agents)
{
    // The browser makes a small one of whatever the agent chooses.
    public const int Side = 128;
    public const int LargestPhoto = 100_000;

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    // Returns whether it is a JPEG.
    public async Task<bool> StoreAsync(string agentId, byte[] photo, CancellationToken cancellationToken)
    {
        if (!photo.AsSpan().StartsWith(Jpeg)) return false;
        await agents.SetPhotoAsync(agentId, photo, cancellationToken);
        return true;
    }

    // The widget and the console each serve them below their own pages, since they may have ports of their own.
    public static void Map(IEndpointRouteBuilder endpoints, string folder) => endpoints.MapGet(
        $"{folder}/{{name:length(32)}}",
        async (HttpContext http, [FromServices] AgentStore agents, string name) =>
        {
            if (await agents.FindPhotoAsync($"agents/{name}", http.RequestAborted) is not { } photo)
                return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(photo, "image/jpeg");
        });
}

using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SupportBot.Core.Storage;

namespace SupportBot.AgentConsole.SignIn;

// Keeps the keys that protect cookies in the database, so agents stay signed in after a restart. The interface is
// synchronous; it is called at the start and when a key is renewed.
internal sealed class DatabaseXmlRepository(DataKeyStore keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. keys.ReadAsync(CancellationToken.None).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None)
            .GetAwaiter().GetResult();
}

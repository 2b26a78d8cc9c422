using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class HostsCheck(IOptions<ServerOptions> options) : ICheck
{
    private const string Setting = "Server:AllowedHosts";

    public string Name => "allowed hosts";

    public IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken) =>
        new[] { Examine() }.ToAsyncEnumerable();

    private DoctorFinding Examine()
    {
        var server = options.Value;
        var hosts = AllowedHosts.Of(server);
        if (hosts.Contains("*"))
            return DoctorFinding.Doubtful(
                Name, "Requests for any host are answered.", $"List the host's own names in {Setting}.", Setting);
        var isOpen = server.Url.Split(';').Any(url => AllowedHosts.IsAnyAddress(BindingAddress.Parse(url).Host));
        return isOpen && server.PublicUrl.Length == 0 && server.AllowedHosts.Count == 0
            ? DoctorFinding.Doubtful(Name, $"{server.Url} is open to other machines, "
                + "but only requests for localhost or for the machine's own address are answered.",
                $"Set Server:PublicUrl to the address by which visitors reach the host, or {Setting} to its names.",
                Setting)
            : DoctorFinding.Good(Name, $"Requests are answered for {string.Join(", ", hosts)}.");
    }
}

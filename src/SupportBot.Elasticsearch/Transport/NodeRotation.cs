using Elastic.Transport;
using Elastic.Transport.Diagnostics.Auditing;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>
/// The nodes in turn, one an attempt; those that failed are left out for a minute at first, for half an hour at most.
/// The client by itself goes on to all others, also where that does harm: <see cref="ElasticsearchCluster"/> decides.
/// </summary>
internal sealed class NodeRotation(IEnumerable<Uri> addresses) : StaticNodePool(addresses, randomize: false)
{
    public override IEnumerable<Node> CreateView(Auditor? auditor = null) => base.CreateView(auditor).Take(1);
}

using Elastic.Transport;
using Elastic.Transport.Diagnostics.Auditing;

namespace SupportBot.Elasticsearch.Transport;

// Returns one node per attempt in rotation. Failed nodes are skipped for a minute at first and for half an hour at
// most. The client on its own would try all other nodes even if that is unsafe; ElasticsearchCluster decides instead.
internal sealed class NodeRotation(IEnumerable<Uri> addresses) : StaticNodePool(addresses, randomize: false)
{
    public override IEnumerable<Node> CreateView(Auditor? auditor = null) => base.CreateView(auditor).Take(1);
}

using System.Text.Json.Serialization;
using RunDashboard.Runs;

namespace RunDashboard.Http;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BoardChange))]
[JsonSerializable(typeof(IReadOnlyList<SystemView>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(TerminateRequest))]
[JsonSerializable(typeof(StartedView))]
[JsonSerializable(typeof(SentView))]
[JsonSerializable(typeof(ErrorView))]
internal sealed partial class DashboardJson : JsonSerializerContext;

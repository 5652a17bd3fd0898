using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client;
using RocketControl.Client.Emulator;
using RunDashboard.Demonstration;
using RunDashboard.Runs;

namespace RunDashboard.Systems;

internal sealed class VectorShiftSystem : ControlledSystem
{
    private VectorShiftSystem(VectorShiftOptions options, VectorShiftEmulator? server)
        : base(SystemName.VectorShift, "VectorShift", options.Endpoint, RunControlClient.ForVectorShift(options), server)
    {
        var known = server is null ? null : $"This server has {string.Join(", ", server.Options.Pipelines.Select(pipeline => pipeline.Id))}";
        StartFields =
        [
            new("pipeline", "Pipeline id", server is null ? "" : "counter", known),
            new("inputs", "Inputs", "{}", "A JSON object: the inputs by name", IsLong: true),
        ];
    }

    public static async Task<ControlledSystem> OpenAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        var server = arguments.Endpoint is null ? await VectorShiftEmulator.StartAsync(cancellationToken: cancellationToken) : null;
        return new VectorShiftSystem(
            new VectorShiftOptions
            {
                Endpoint = arguments.Endpoint ?? server!.Endpoint.ToString(),
                Credential = server?.ApiKey ?? EnvironmentKey.Required("VECTORSHIFT_API_KEY"),
                AllowInsecureTransport = arguments.AllowInsecure,
            },
            server);
    }

    public override IReadOnlyList<FormField> StartFields { get; }

    public override async Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken)
    {
        var pipeline = new VectorShiftPipeline(values["pipeline"]) { Inputs = InputsOf(values["inputs"]) };
        return new StartedRun(await Client.UseAsync(pipeline, cancellationToken), pipeline.Id);
    }

    public override Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken) =>
        new VectorShiftDemonstration(this, board).RunAsync(cancellationToken);

    private static Dictionary<string, VectorShiftValue> InputsOf(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject inputs
                ? inputs.ToDictionary(input => input.Key, input => VectorShiftValue.FromJson(input.Value))
                : throw new FormatException("Inputs must be a JSON object, such as {\"question\": \"Why?\"}.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"Inputs are no JSON: {exception.Message}", exception);
        }
    }
}

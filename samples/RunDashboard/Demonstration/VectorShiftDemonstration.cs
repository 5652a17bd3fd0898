using RocketControl.Client;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RunDashboard.Demonstration;

/// <summary>A run that counts, and one that fails.</summary>
internal sealed class VectorShiftDemonstration(ControlledSystem system, RunBoard board)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var question = new Dictionary<string, VectorShiftValue> { ["question"] = "Why?" };
        foreach (var pipeline in new[] { new VectorShiftPipeline("failing") { Inputs = question }, new VectorShiftPipeline("counter") })
            board.Show(system, await system.Client.UseAsync(pipeline, cancellationToken), pipeline.Id);
    }
}

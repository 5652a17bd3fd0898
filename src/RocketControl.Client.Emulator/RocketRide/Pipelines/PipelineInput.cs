namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>A component's wish to get what another one emits on a lane.</summary>
internal readonly record struct PipelineInput(string Lane, string From);

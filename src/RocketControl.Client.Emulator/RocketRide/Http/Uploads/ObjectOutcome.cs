using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>What became of an object: its result, empty when the engine hid a failure, or why it failed.</summary>
internal sealed record ObjectOutcome(string Key, JsonObject? Result, HandlerFailure? Failure);

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>Something that happened to the recorded server and not on the wire.</summary>
/// <param name="After">How long after the client's frame.</param>
/// <param name="Act">Does the same to the emulator.</param>
internal sealed record OutsideAction(TimeSpan After, Action Act);

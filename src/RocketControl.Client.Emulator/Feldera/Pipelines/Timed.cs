namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>A value and since when it is that.</summary>
internal readonly record struct Timed<T>(T Value, DateTimeOffset Since);

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>What a start asks for.</summary>
internal sealed record StartSettings(string Initial, string BootstrapPolicy, bool SilentBootstrap, bool ConcurrentBootstrap);

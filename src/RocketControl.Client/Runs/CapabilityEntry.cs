namespace RocketControl.Client;

/// <summary>One row of a backend's capability table.</summary>
/// <param name="Capability">What it is about.</param>
/// <param name="Support">How far it is supported.</param>
/// <param name="Note">What to use instead, or what it depends on; null when there is nothing to say.</param>
public sealed record CapabilityEntry(RunCapability Capability, CapabilitySupport Support, string? Note = null);

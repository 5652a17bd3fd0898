// Every test here waits for the SDK, so that two at a time would only be in each other's way.
[assembly: NonParallelizable]
[assembly: Category("Packaging")]

package io.github.cognitodr.userpool;

class FakeTargetPoolTest extends TargetPoolContract {
    @Override
    protected TargetPool emptyPool() {
        return new FakeTargetPool();
    }
}
